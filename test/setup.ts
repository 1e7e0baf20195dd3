import fc from 'fast-check'

// Everywhere else each run tries other values; where a run must be repeatable, it names its seed.
const seed = process.env['FC_SEED']
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) })
