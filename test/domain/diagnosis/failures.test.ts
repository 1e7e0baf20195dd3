import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/domain/diagnosis/catalogue.js'
import { diagnose } from '../../../src/domain/diagnosis/diagnose.js'
import { bareReplies } from './failures/bare-replies.js'
import { clientExceptions } from './failures/client-exceptions.js'
import { connectionFailures } from './failures/connection.js'
import { documentedReplies } from './failures/documented-replies.js'
import type { Failure } from './failures/failure.js'
import { furtherProgramFailures } from './failures/further-programs.js'
import { furtherWordings } from './failures/further-wordings.js'
import { inLanguages } from './failures/languages.js'
import { layouts } from './failures/layouts.js'
import { linesOfPrograms } from './failures/line-by-line.js'
import { loginFailures } from './failures/login.js'
import { mailPrograms } from './failures/mail-programs.js'
import { messageFailures } from './failures/message.js'
import { modesAndSides } from './failures/modes-and-sides.js'
import { nearAtHand } from './failures/near-at-hand.js'
import { otherWords } from './failures/other-words.js'
import { plainWords } from './failures/plain-words.js'
import { programFailures } from './failures/programs.js'
import { providerReplies } from './failures/provider-replies.js'
import { recipientFailures } from './failures/recipient.js'
import { reports } from './failures/reports.js'
import { failuresOf } from './failures/row.js'
import { runtimeErrors } from './failures/runtime-errors.js'
import { senderFailures } from './failures/sender.js'
import { sessions } from './failures/sessions.js'
import { stepByStep } from './failures/step-by-step.js'

const groups: readonly { readonly name: string; readonly failures: readonly Failure[] }[] = [
  { name: 'reaching the server', failures: connectionFailures },
  { name: 'logging in', failures: loginFailures },
  { name: 'who sends', failures: senderFailures },
  { name: 'who receives', failures: recipientFailures },
  { name: 'the message and the limits', failures: messageFailures },
  { name: 'logs of many programs', failures: programFailures },
  { name: 'logs of more programs', failures: furtherProgramFailures },
  { name: 'exceptions of clients', failures: failuresOf(clientExceptions) },
  { name: 'single lines of programs', failures: failuresOf(linesOfPrograms) },
  { name: 'errors of runtimes', failures: failuresOf(runtimeErrors) },
  { name: 'bare replies', failures: failuresOf(bareReplies) },
  { name: 'mail programs', failures: failuresOf(mailPrograms) },
  { name: 'replies of providers', failures: failuresOf(providerReplies) },
  { name: 'whole sessions', failures: failuresOf(sessions) },
  { name: 'wordings that two readings compete for', failures: failuresOf(furtherWordings) },
  { name: 'reports and sessions', failures: failuresOf(reports) },
  { name: 'modes of TLS, and who must act', failures: modesAndSides },
  { name: 'texts with words of other failures in them', failures: nearAtHand },
  { name: 'the order of the steps', failures: failuresOf(stepByStep) },
  { name: 'replies as they are documented', failures: failuresOf(documentedReplies) },
  { name: 'the layouts of further programs', failures: failuresOf(layouts) },
  { name: 'other languages', failures: failuresOf(inLanguages) },
  { name: 'plain words', failures: failuresOf(plainWords) },
  { name: 'words of their own', failures: failuresOf(otherWords) },
]

for (const { name, failures } of groups) {
  describe(`failures in ${name}`, () => {
    for (const [number, failure] of failures.entries()) {
      it(`${failure.cause}, as ${failure.by} words it (${number + 1})`, () => {
        const got = diagnose(failure.text, undefined, failure.context)
        expect({ cause: got.cause, phase: got.phase, side: got.side, rule: got.rule }).toEqual({
          cause: failure.cause,
          phase: failure.phase,
          side: failure.side ?? catalogue[failure.cause].side,
          rule: expect.any(String),
        })
        expect(got.retryable).toBe(failure.retryable ?? got.retryable)
      })
    }
  })
}
