import { FaultNotice } from './page.js'

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly note?: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly value?: string
  readonly type: 'text' | 'email' | 'password'
  readonly autocomplete: 'name' | 'email' | 'new-password'
  readonly required?: boolean
  /** Where the keyboard is when the page opens: on the first field that is at fault. */
  readonly focused?: boolean
}

/** A labelled field whose hint and error are read out with it. */
export function Field(props: FieldProps) {
  const { id, label, note, hint, error, value, type, autocomplete, required, focused } = props
  const described = [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>
        {label} {note !== undefined && <span class="note">{note}</span>}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={id}
        name={id}
        type={type}
        value={value}
        autocomplete={autocomplete}
        required={required}
        autocapitalize={type === 'text' ? undefined : 'none'}
        spellcheck={type === 'text' ? undefined : false}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={described === '' ? undefined : described}
        autofocus={focused}
      />
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}

/** The field of an address, the same on every form that asks for one. */
export function EmailField(props: Pick<FieldProps, 'label' | 'value' | 'error' | 'focused'>) {
  return <Field id="email" type="email" autocomplete="email" required {...props} />
}

export interface FieldErrorText {
  readonly field: string
  readonly text: string
}

/** What is wrong with a form, above it, with a way to each field. */
export function ErrorSummary({
  title,
  errors,
}: {
  readonly title: string
  readonly errors: readonly FieldErrorText[]
}) {
  if (errors.length === 0) return <></>
  return (
    <FaultNotice title={title}>
      <ul>
        {errors.map(({ field, text }) => (
          <li>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </FaultNotice>
  )
}
