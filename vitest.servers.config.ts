import { defineConfig } from 'vitest/config'

/** Conversations with real mail servers, which `npm test` does without: `npm run test:servers`. */
export default defineConfig({
  test: {
    include: ['test/servers/*.servers.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
})
