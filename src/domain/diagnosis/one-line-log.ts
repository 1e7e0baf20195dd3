/** The words behind which SwiftMailer puts a whole conversation, on the same line. */
export const conversationFollows = 'Log data:'

/** The blank before each statement of such a conversation: what happened, was sent, was received, went wrong. */
export const beforeMark = / (?=(?:\+\+|>>|<<|!!) )/
