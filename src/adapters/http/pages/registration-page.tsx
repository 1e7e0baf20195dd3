import type { RegistrationView } from '../../../application/registration-view.js'
import type { DeliveryState } from '../../../domain/delivery/delivery.js'
import type { Locale } from '../../../domain/registration/locale.js'
import type { Site } from '../site.js'
import { EmailField, ErrorSummary, type FieldErrorText } from './field.js'
import { FaultNotice, Moment, Page } from './page.js'
import { type PageWords, pageWords } from './words.js'

interface RegistrationPageProps {
  readonly site: Site
  readonly language: Locale
  readonly registration: RegistrationView
  /** In development: the path of the e-mail's message in the mailbox. */
  readonly messagePath?: string | undefined
  /** Why a request of this page was not met. */
  readonly notice?: { readonly title: string; readonly text: string } | undefined
  readonly correction?: { readonly value: string; readonly errors: readonly FieldErrorText[] } | undefined
}

/** How a registration stands, for the person: what happened, and what they can do now. */
export function RegistrationPage(props: RegistrationPageProps) {
  const { site, language, registration, messagePath, notice, correction } = props
  const words = pageWords[language]
  const { status, email } = registration
  const title = titleOf(registration, words)
  const isQuiet = notice !== undefined || correction !== undefined
  const refreshSeconds = isQuiet || status !== 'pending' ? undefined : refreshSecondsOf[email.state]
  return (
    <Page site={site} language={language} title={title} refreshSeconds={refreshSeconds}>
      {notice !== undefined && (
        <FaultNotice title={notice.title}>
          <p>{notice.text}</p>
        </FaultNotice>
      )}
      <ErrorSummary title={words.errorsTitle} errors={correction?.errors ?? []} />
      <h1>{title}</h1>
      {status === 'confirmed' && <Confirmed site={site} words={words} />}
      {status === 'expired' && <RegisterAgain site={site} words={words} text={words.expired} />}
      {status === 'pending' && (
        <>
          <p class="lead">{email.message[language]}</p>
          {email.state === 'accepted' && <p>{words.followLink}</p>}
          <p class="hint">
            {words.since} <Moment at={email.since} language={language} />.{' '}
            {refreshSeconds !== undefined && words.refreshes}
          </p>
          {email.state === 'refused' && <Correction {...props} words={words} />}
          {canResend[email.state] && <Resend site={site} words={words} registration={registration} />}
        </>
      )}
      {messagePath !== undefined && (
        <p class="notice">
          {words.development}: <a href={messagePath}>{words.seeMessage}</a>
        </p>
      )}
    </Page>
  )
}

export function Confirmed({ site, words }: { readonly site: Site; readonly words: PageWords }) {
  return (
    <>
      <p class="lead">{words.confirmed}</p>
      {site.afterConfirmUrl !== undefined && (
        <p>
          <a class="button" href={site.afterConfirmUrl}>
            {words.proceed}
          </a>
        </p>
      )}
    </>
  )
}

interface RegisterAgainProps {
  readonly site: Site
  readonly words: PageWords
  readonly text: string
}

function RegisterAgain({ site, words, text }: RegisterAgainProps) {
  return (
    <>
      <p class="lead">{text}</p>
      <p>
        <a class="button" href={`${site.base}/`}>
          {words.registerAgain}
        </a>
      </p>
    </>
  )
}

function Correction({ site, words, registration, correction }: RegistrationPageProps & { readonly words: PageWords }) {
  const error = correction?.errors[0]?.text
  return (
    <form method="post" action={`${site.base}/registrations/${registration.id}/email`} novalidate>
      <h2>{words.correctTitle}</h2>
      <EmailField label={words.email} value={correction?.value ?? ''} error={error} focused={error !== undefined} />
      <button type="submit">{words.correct}</button>
    </form>
  )
}

interface ResendProps {
  readonly site: Site
  readonly words: PageWords
  readonly registration: RegistrationView
}

function Resend({ site, words, registration: { id, email } }: ResendProps) {
  return (
    <form class="aside" method="post" action={`${site.base}/registrations/${id}/confirmation-email`}>
      <p>{email.state === 'refused' ? words.resendToRefused : words.resendLead}</p>
      <button type="submit" class="quiet">
        {words.resend}
      </button>
    </form>
  )
}

function titleOf({ status, email }: RegistrationView, words: PageWords): string {
  if (status === 'confirmed') return words.confirmedTitle
  if (status === 'expired') return words.expiredTitle
  return words[titles[email.state]]
}

const titles = {
  queued: 'onItsWayTitle',
  sending: 'onItsWayTitle',
  accepted: 'acceptedTitle',
  delayed: 'waitingTitle',
  held: 'waitingTitle',
  refused: 'refusedTitle',
  expired: 'expiredTitle',
  cancelled: 'supersededTitle',
} as const satisfies Record<DeliveryState, keyof PageWords>

/** Where another e-mail makes sense: the last one is over, whatever became of it. */
const canResend: Readonly<Record<DeliveryState, boolean>> = {
  queued: false,
  sending: false,
  accepted: true,
  delayed: false,
  held: false,
  refused: true,
  expired: false,
  cancelled: true,
}

/** Often while something is about to happen, seldom while it may take hours, and never over a form to fill in. */
const refreshSecondsOf: Readonly<Record<DeliveryState, number | undefined>> = {
  queued: 2,
  sending: 2,
  accepted: 30,
  delayed: 15,
  held: 30,
  refused: undefined,
  expired: undefined,
  cancelled: undefined,
}
