import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    // Left to itself the runner keeps a processor free; most of these tests wait for sockets and disks.
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A shared machine may stand still for longer than a socket's time-out in a test. What was tried again is told.
    retry: process.env['CI'] === undefined ? 0 : 2,
  },
})
