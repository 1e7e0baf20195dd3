/** Marks a text that a `parse…` function has checked, so that unchecked text cannot stand in for it. */
declare const checked: unique symbol

export type Checked<Name extends string> = string & { readonly [checked]: Name }
