import type { FieldFault } from '../../application/field-fault.js'
import type { Sentence } from '../../domain/diagnosis/diagnosis.js'
import { maxPasswordCharacters, minPasswordCharacters } from '../../domain/registration/password-policy.js'
import type { FieldError } from './refusal.js'

/** Words for each reason of each field: a new reason without words does not compile. */
type FieldWords = {
  readonly [Field in FieldFault['field']]: Readonly<
    Record<Extract<FieldFault, { readonly field: Field }>['reason'], Sentence>
  >
}

const words: FieldWords = {
  email: {
    empty: {
      en: 'The e-mail address is missing. Enter one, such as ana@example.org.',
      es: 'Falta la dirección de correo. Escribe una, como ana@example.org.',
    },
    'too-long': {
      en: 'The e-mail address is too long: 254 characters are the most. Check it or use a shorter one.',
      es: 'La dirección de correo es demasiado larga: el máximo son 254 caracteres. Compruébala o usa otra más corta.',
    },
    'no-at-sign': {
      en: 'An e-mail address has an @ in it, as in ana@example.org. Check how it is spelled.',
      es: 'Una dirección de correo lleva una @, como en ana@example.org. Comprueba cómo está escrita.',
    },
    'local-part-too-long': {
      en: 'The part before the @ is too long: 64 characters are the most. Check how it is spelled.',
      es: 'La parte anterior a la @ es demasiado larga: el máximo son 64 caracteres. Comprueba cómo está escrita.',
    },
    'local-part-malformed': {
      en: 'The part before the @ has a character that does not belong there, or a dot too many. Check how it is spelled.',
      es: 'La parte anterior a la @ tiene un carácter que no corresponde o un punto de más. Comprueba cómo está escrita.',
    },
    'domain-malformed': {
      en: 'The part after the @ is not the name of a domain, such as example.org. Check how it is spelled.',
      es: 'La parte posterior a la @ no es el nombre de un dominio, como example.org. Comprueba cómo está escrita.',
    },
  },
  password: {
    'too-short': {
      en: `The password is too short: it needs at least ${minPasswordCharacters} characters. A few words in a row are fine.`,
      es: `La contraseña es demasiado corta: necesita al menos ${minPasswordCharacters} caracteres. Varias palabras seguidas valen.`,
    },
    'too-long': {
      en: `The password is too long: ${maxPasswordCharacters} characters are the most. Choose a shorter one.`,
      es: `La contraseña es demasiado larga: el máximo son ${maxPasswordCharacters} caracteres. Elige una más corta.`,
    },
    malformed: {
      en: 'The password has half a character in it, which no keyboard can type again. Enter it anew.',
      es: 'La contraseña contiene medio carácter, que ningún teclado podría repetir. Escríbela de nuevo.',
    },
    'is-the-address': {
      en: 'The password is the e-mail address itself, which is the first thing to be guessed. Choose another one.',
      es: 'La contraseña es la propia dirección de correo, lo primero que se adivina. Elige otra.',
    },
    common: {
      en: 'This password is one of the first to be guessed. Choose one that is less common, such as a few words in a row.',
      es: 'Esta contraseña es de las primeras que se adivinan. Elige una menos común, como varias palabras seguidas.',
    },
  },
  name: {
    'too-long': {
      en: 'The name is too long: 100 characters are the most. Enter a shorter one.',
      es: 'El nombre es demasiado largo: el máximo son 100 caracteres. Escribe uno más corto.',
    },
    'unfit-character': {
      en: 'The name has a character in it that cannot be seen, such as a line break. Type it in letters only.',
      es: 'El nombre contiene un carácter que no se ve, como un salto de línea. Escríbelo solo con letras.',
    },
  },
  locale: {
    'unknown-locale': {
      en: 'This language is not spoken here. Use en or es.',
      es: 'Este idioma no se habla aquí. Usa en o es.',
    },
  },
}

/** The faults of a use case in words, in the order they came. */
export function fieldErrors(faults: readonly FieldFault[]): readonly FieldError[] {
  return faults.map((fault) => ({ field: fault.field, message: wordsFor(fault) }))
}

function wordsFor(fault: FieldFault): Sentence {
  switch (fault.field) {
    case 'email':
      return words.email[fault.reason]
    case 'password':
      return words.password[fault.reason]
    case 'name':
      return words.name[fault.reason]
    case 'locale':
      return words.locale[fault.reason]
  }
}
