import type { Locale } from '../../../domain/registration/locale.js'
import type { Site } from '../site.js'
import { EmailField, ErrorSummary, Field, type FieldErrorText } from './field.js'
import { FaultNotice, Page } from './page.js'
import { pageWords } from './words.js'

interface RegisterPageProps {
  readonly site: Site
  readonly language: Locale
  /** What was typed before; never the password. */
  readonly values?: { readonly name: string; readonly email: string }
  readonly errors?: readonly FieldErrorText[]
  readonly busy?: boolean
}

/** The form to register, empty or as it came back. */
export function RegisterPage({ site, language, values, errors = [], busy }: RegisterPageProps) {
  const words = pageWords[language]
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text
  const first = errors[0]?.field
  return (
    <Page site={site} language={language} title={words.registerTitle}>
      <h1>{words.registerTitle}</h1>
      <p class="lead">{words.registerLead}</p>
      <ErrorSummary title={words.errorsTitle} errors={errors} />
      {busy === true && (
        <FaultNotice title={words.busyTitle}>
          <p>{words.busy}</p>
        </FaultNotice>
      )}
      <form method="post" action={`${site.base}/`} novalidate>
        <Field
          id="name"
          label={words.name}
          note={words.optional}
          type="text"
          autocomplete="name"
          value={values?.name ?? ''}
          error={errorOf('name')}
          focused={first === 'name'}
        />
        <EmailField
          label={words.email}
          value={values?.email ?? ''}
          error={errorOf('email')}
          focused={first === 'email'}
        />
        <Field
          id="password"
          label={words.password}
          hint={words.passwordHint}
          type="password"
          autocomplete="new-password"
          required
          error={errorOf('password')}
          focused={first === 'password'}
        />
        <button type="submit">{words.register}</button>
      </form>
    </Page>
  )
}
