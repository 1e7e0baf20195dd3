import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A shared machine may stand still for longer than a socket's time-out in a test. What was tried again is told.
    retry: process.env['CI'] === undefined ? 0 : 2,
  },
})
