/** Whether the system said it, with a code such as `ENOENT`; anything else that is thrown is our defect. */
export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
