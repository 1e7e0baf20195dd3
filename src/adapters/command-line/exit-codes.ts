/** Fine. */
export const exitFine = 0
/** The thing that was asked for or checked is not fine. */
export const exitNotFine = 1
/** The command line is not understood. */
export const exitUsage = 2
