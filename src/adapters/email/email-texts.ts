import type { EmailKind } from '../../domain/delivery/email.js'
import type { Locale } from '../../domain/registration/locale.js'

/** What an e-mail can say of itself: everything is plain text. */
export interface Particulars {
  readonly site: string
  /** Where people go who have an account, when there is such a place: here they can only register. */
  readonly homeUrl?: string
  /** When the registration was made, in words. */
  readonly when: string
  /** How long the link is valid, in words. */
  readonly validFor: string
}

/** The words of one e-mail. Each text is one paragraph. */
export interface EmailWords {
  readonly subject: string
  readonly before: readonly string[]
  /** What the link's button says; an e-mail without it has no link to click. */
  readonly button?: string
  readonly after: readonly string[]
}

type Template = (particulars: Particulars) => EmailWords

/** How a person is greeted, with and without a name. */
export const greetings: { readonly [L in Locale]: (name: string | undefined) => string } = {
  en: (name) => (name === undefined ? 'Hello,' : `Hello ${name},`),
  es: (name) => (name === undefined ? 'Hola:' : `Hola, ${name}:`),
}

export const emailTexts: { readonly [L in Locale]: { readonly [K in EmailKind]: Template } } = {
  en: {
    'confirm-address': ({ site, when, validFor }) => ({
      subject: `Confirm your e-mail address for ${site}`,
      before: [
        `on ${when} somebody registered at ${site} with this e-mail address. If it was you, please confirm the address by opening this link:`,
      ],
      button: 'Confirm my address',
      after: [
        `The link is valid for ${validFor}.`,
        `If it was not you, you need not do anything: without the confirmation no account is made, and we delete the registration.`,
      ],
    }),
    'already-registered': ({ site, homeUrl, when }) => ({
      subject: `You already have an account at ${site}`,
      before: [
        `on ${when} somebody registered at ${site} with this e-mail address. You already have an account there, and nothing about it has changed.`,
        `If it was you, log in with the password that you chose when you made your account${homeUrl === undefined ? '.' : `: ${homeUrl}`}`,
      ],
      after: [`If it was not you, you need not do anything: whoever it was has learnt nothing about your account.`],
    }),
  },
  es: {
    'confirm-address': ({ site, when, validFor }) => ({
      subject: `Confirma tu dirección de correo en ${site}`,
      before: [
        `el ${when} alguien se registró en ${site} con esta dirección de correo. Si fuiste tú, confirma la dirección abriendo este enlace:`,
      ],
      button: 'Confirmar mi dirección',
      after: [
        `El enlace es válido durante ${validFor}.`,
        `Si no fuiste tú, no tienes que hacer nada: sin la confirmación no se crea ninguna cuenta y borramos el registro.`,
      ],
    }),
    'already-registered': ({ site, homeUrl, when }) => ({
      subject: `Ya tienes una cuenta en ${site}`,
      before: [
        `el ${when} alguien se registró en ${site} con esta dirección de correo. Ya tienes una cuenta allí y nada ha cambiado en ella.`,
        `Si fuiste tú, entra con la contraseña que elegiste al crear la cuenta${homeUrl === undefined ? '.' : `: ${homeUrl}`}`,
      ],
      after: [`Si no fuiste tú, no tienes que hacer nada: quien fuera no ha averiguado nada sobre tu cuenta.`],
    }),
  },
}
