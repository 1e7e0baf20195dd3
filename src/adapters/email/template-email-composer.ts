import type {
  Composition,
  EmailComposer,
  EmailFacts,
  EmailMessage,
  Mailbox,
} from '../../application/ports/email-composer.js'
import type { Email } from '../../domain/delivery/email.js'
import { domainOfAddress } from '../../domain/registration/email-address.js'
import { type EmailBody, htmlPage, plainText } from './email-layout.js'
import { emailTexts, greetings } from './email-texts.js'
import { hoursInWords, timeInWords } from './in-words.js'

export interface EmailTemplateSettings {
  /** The site's name. */
  readonly appName: string
  /** Where links begin; a slash at its end makes no difference. */
  readonly publicUrl: string
  /** Where people go who have an account, when there is such a place. */
  readonly homeUrl?: string
  readonly from: Mailbox
  readonly linkValidHours: number
}

/** Looks like an address or a link: in an e-mail of ours it would be advertising that anybody can have us send. */
const notAName = /[:/\\@]|www\.|\.\p{L}{2,}/iu
const maxNameLength = 60
const unfitForHeader = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const dotAtom = /^[\w-]+(?:\.[\w-]+)*$/

/** Composes each kind of e-mail from its words in the person's language, the same in text and in HTML. */
export class TemplateEmailComposer implements EmailComposer {
  readonly #settings: EmailTemplateSettings

  constructor(settings: EmailTemplateSettings) {
    this.#settings = {
      ...settings,
      appName: inOneLine(settings.appName),
      publicUrl: settings.publicUrl.replace(/\/+$/, ''),
    }
  }

  /** With angle brackets, the same for every attempt of a delivery (RFC 5322 3.6.4). */
  messageIdOf(deliveryId: string): string {
    return `<${deliveryId}@${domainOfAddress(this.#settings.from.address)}>`
  }

  compose(email: Email, facts: EmailFacts): Composition {
    const { from } = this.#settings
    const { deliveryId, date } = facts
    if (!dotAtom.test(deliveryId))
      return defective(`No Message-ID can be made from the delivery id ${JSON.stringify(deliveryId)}`)
    const name = nameOf(facts)
    const body = this.#body(email, facts, name)
    if (body === undefined) return defective(`An e-mail of kind ${email.kind} needs a token, and there is none`)
    const message: EmailMessage = {
      from,
      to: name === undefined ? { address: email.recipient } : { name, address: email.recipient },
      messageId: this.messageIdOf(deliveryId),
      date,
      language: email.locale,
      subject: body.subject,
      text: plainText(body),
      html: htmlPage(body),
    }
    return { outcome: 'composed', message }
  }

  #body({ kind, locale }: Email, { registeredAt, token }: EmailFacts, name: string | undefined): EmailBody | undefined {
    const { appName, publicUrl, homeUrl, linkValidHours } = this.#settings
    const { subject, before, button, after } = emailTexts[locale][kind]({
      site: appName,
      ...(homeUrl === undefined ? {} : { homeUrl }),
      when: timeInWords(registeredAt, locale),
      validFor: hoursInWords(linkValidHours, locale),
    })
    const paragraphs = [greetings[locale](name), ...before]
    const body: EmailBody = { locale, subject, paragraphs, closing: [...after, `— ${appName}`] }
    if (button === undefined) return body
    if (token === undefined) return undefined
    const url = `${publicUrl}/confirm?token=${encodeURIComponent(token)}`
    return { ...body, link: { url, label: button } }
  }
}

function nameOf({ name }: EmailFacts): string | undefined {
  if (name === undefined) return undefined
  const written = inOneLine(name)
  return [...written].length > maxNameLength || notAName.test(written) ? undefined : written
}

function inOneLine(text: string): string {
  return text.replace(unfitForHeader, ' ').trim()
}

function defective(detail: string): Composition {
  return { outcome: 'defective', detail }
}
