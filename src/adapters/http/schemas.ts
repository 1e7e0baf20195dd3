import { z } from '@hono/zod-openapi'
import { deliveryStates } from '../../domain/delivery/delivery.js'
import { locales } from '../../domain/registration/locale.js'
import { maxPasswordCharacters, minPasswordCharacters } from '../../domain/registration/password-policy.js'

// The schemas check types and names of fields; what a value means is the domain's to judge, so that every door gives
// the same answer. The limits are stated for readers only.

const email = z.string().openapi({
  description:
    'An e-mail address (RFC 5321), also with letters beyond ASCII. Compared without regard to case. Blanks around it are forgiven.',
  format: 'email',
  maxLength: 254,
  example: 'ana@example.org',
})

const newPassword = z.string().openapi({
  description:
    'Any Unicode, compared in NFC; not the address, and not one of the commonest passwords. It is stored as an argon2id hash only.',
  format: 'password',
  minLength: minPasswordCharacters,
  maxLength: maxPasswordCharacters,
  example: 'plenty of small words',
})

const id = z.string().openapi({ description: 'Unguessable. Who knows it may read the registration.' })

const time = z.string().openapi({
  description: 'RFC 3339, in UTC.',
  format: 'date-time',
  example: '2026-11-21T15:03:11.586Z',
})

export const registrationRequest = z
  .strictObject({
    email,
    password: newPassword,
    name: z
      .string()
      .openapi({
        description: 'How the person wants to be called: any letters, but no control characters.',
        maxLength: 100,
        example: 'Ana Núñez',
      })
      .optional(),
    locale: z
      .string()
      .openapi({
        description: `The language of the e-mail: ${locales.join(' or ')}, also as part of a longer tag such as es-MX. When it is left out, the one that Accept-Language prefers, else en.`,
        example: 'es',
      })
      .optional(),
  })
  .openapi('RegistrationRequest')

export const emailRequest = z.strictObject({ email }).openapi('EmailRequest')

export const registration = z
  .object({
    id,
    status: z.enum(['pending', 'confirmed', 'expired']),
    email: z.object({
      state: z.enum(deliveryStates).openapi({
        description:
          '`accepted` means that a mail server took the message, never that somebody has read it. `held` and `delayed` ones are sent later without further ado; `refused` is final.',
      }),
      since: time,
      message: z.string().openapi({
        description: 'The state in words for the person, in the language of Accept-Language, else of the registration.',
        example: 'The e-mail is on its way.',
      }),
    }),
    links: z.object({ self: z.string().openapi({ example: '/v1/registrations/pQ7f…' }) }),
  })
  .openapi('Registration')

export const confirmationRequest = z
  .strictObject({
    token: z.string().openapi({ description: 'The parameter `token` of the link in the e-mail.' }),
  })
  .openapi('ConfirmationRequest')

export const confirmation = z
  .object({
    status: z.literal('confirmed'),
    registrationId: id,
    userId: z.string().openapi({ description: 'The user that the registration has become.' }),
  })
  .openapi('Confirmation')

export const passwordCheckRequest = z
  .strictObject({
    email,
    password: z.string().openapi({ description: 'The password to check.', format: 'password' }),
  })
  .openapi('PasswordCheckRequest')

export const passwordCheck = z
  .object({
    valid: z.boolean().openapi({ description: 'False also where no confirmed user has this address.' }),
    userId: z.string().optional().openapi({ description: 'Present when valid.' }),
  })
  .openapi('PasswordCheck')

const user = z
  .object({
    id: z.string(),
    email,
    name: z.string().optional(),
    locale: z.enum(locales),
    confirmedAt: time,
  })
  .openapi('User')

export const userList = z
  .object({
    items: z.array(user),
    next: z.string().optional().openapi({ description: 'A cursor; present when there is more.' }),
  })
  .openapi('UserList')

export const problem = z
  .object({
    type: z.string().openapi({ example: '/docs#problem-invalid-fields' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .openapi({ description: 'For `invalid-fields`: what is wrong with which field.' }),
  })
  .openapi('Problem')

export const health = z.object({ status: z.literal('ok') }).openapi('Health')

export const readiness = z
  .object({
    ready: z.boolean(),
    checks: z.record(z.string(), z.string()).openapi({ example: { store: 'ok' } }),
    smtp: z
      .object({ status: z.enum(['ok', 'trouble']), openIncidents: z.int() })
      .optional()
      .openapi({ description: 'Whether mail servers work. It decides nothing here.' }),
  })
  .openapi('Readiness')
