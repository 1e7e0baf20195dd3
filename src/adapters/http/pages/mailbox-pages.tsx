import type { FailingAddress, MailMessage, MailSummary } from '../../../application/ports/development-mailbox.js'
import type { Locale } from '../../../domain/registration/locale.js'
import type { Site } from '../site.js'
import { Moment, Page } from './page.js'
import { pageWords } from './words.js'

interface MailboxPageProps {
  readonly site: Site
  readonly language: Locale
  readonly messages: readonly MailSummary[]
  readonly failingAddresses: readonly FailingAddress[]
}

const secondsToNextLook = 5

/** All messages that were taken in development, and the addresses that take none. */
export function MailboxPage({ site, language, messages, failingAddresses }: MailboxPageProps) {
  const words = pageWords[language]
  return (
    <Page site={site} language={language} title={words.mailboxTitle} refreshSeconds={secondsToNextLook} wide>
      <h1>{words.mailboxTitle}</h1>
      <p class="lead">{words.mailboxLead}</p>
      {messages.length === 0 ? (
        <p class="notice">{words.mailboxEmpty}</p>
      ) : (
        <ul class="messages">
          {messages.map(({ id, to, subject, receivedAt }) => (
            <li>
              <a href={`${site.base}/mailbox/${encodeURIComponent(id)}`}>
                {subject === '' ? words.noSubject : subject}
              </a>
              <span>{to}</span>
              <Moment at={receivedAt} language={language} />
            </li>
          ))}
        </ul>
      )}
      {failingAddresses.length > 0 && (
        <section>
          <h2>{words.failingTitle}</h2>
          <p>{words.failingLead}</p>
          <FailingAddresses of={failingAddresses.filter(({ opensIncident }) => !opensIncident)} language={language} />
          <p>{words.failingTogether}</p>
          <FailingAddresses of={failingAddresses.filter(({ opensIncident }) => opensIncident)} language={language} />
        </section>
      )}
    </Page>
  )
}

interface FailingAddressesProps {
  readonly of: readonly FailingAddress[]
  readonly language: Locale
}

function FailingAddresses({ of: addresses, language }: FailingAddressesProps) {
  return (
    <dl class="facts">
      {addresses.map(({ address, what }) => (
        <>
          <dt>{address}</dt>
          <dd>{what[language]}</dd>
        </>
      ))}
    </dl>
  )
}

interface MessagePageProps {
  readonly site: Site
  readonly language: Locale
  readonly message: MailMessage
}

/** One message as its reader would see it, and as it came over the wire. */
export function MessagePage({ site, language, message }: MessagePageProps) {
  const words = pageWords[language]
  const { id, from, to, subject, receivedAt, messageId, text, html, source } = message
  const title = subject === '' ? words.noSubject : subject
  return (
    <Page site={site} language={language} title={title} wide>
      <p>
        <a href={`${site.base}/mailbox`}>← {words.backToList}</a>
      </p>
      <h1>{title}</h1>
      <dl class="facts">
        <dt>{words.from}</dt>
        <dd>{from}</dd>
        <dt>{words.to}</dt>
        <dd>{to}</dd>
        <dt>{words.received}</dt>
        <dd>
          <Moment at={receivedAt} language={language} />
        </dd>
        <dt>Message-ID</dt>
        <dd>{messageId}</dd>
      </dl>
      <h2>{words.html}</h2>
      {html === '' ? (
        <p>{words.noHtml}</p>
      ) : (
        <iframe
          title={words.html}
          src={`${site.base}/mailbox/${encodeURIComponent(id)}/html`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        ></iframe>
      )}
      <h2>{words.text}</h2>
      {text === '' ? <p>{words.noText}</p> : <pre>{linked(text)}</pre>}
      <details>
        <summary>{words.source}</summary>
        <pre>{source}</pre>
      </details>
    </Page>
  )
}

/** The text with its web addresses made clickable. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part) => (/^https?:\/\//.test(part) ? <a href={part}>{part}</a> : part))
}
