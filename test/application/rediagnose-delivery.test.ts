import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Meeting } from '../../src/adapters/memory/in-memory-email-sender.js'
import { RediagnoseDelivery } from '../../src/application/rediagnose-delivery.js'
import type { Attempt } from '../../src/domain/delivery/attempt.js'
import type { Delivery } from '../../src/domain/delivery/delivery.js'
import { diagnose } from '../../src/domain/diagnosis/diagnose.js'
import type { Diagnosis } from '../../src/domain/diagnosis/diagnosis.js'
import type { RecordedLine, Statement } from '../../src/domain/transcript/statement.js'
import { Product } from '../support/product-in-memory.js'
import { type Ask, operatorOf } from '../support/product-over-http.js'

/** As rules of long ago put it. */
const old: Diagnosis = { ...diagnose('something went wrong'), rule: 'a-rule-of-old' }

let product: Product
let rediagnose: RediagnoseDelivery
let ask: Ask

beforeEach(async () => {
  product = new Product()
  rediagnose = new RediagnoseDelivery(product.ports)
  ask = operatorOf(product)
  await product.worker.start()
})
afterEach(() => product.close())

async function delivered(meeting: Meeting): Promise<Delivery> {
  product.meets = () => meeting
  const { id } = await product.registered('ana@example.org')
  await product.settled()
  await product.hangUp()
  return product.delivery(id)
}

const attemptsOf = ({ id }: Delivery): Promise<readonly Attempt[]> => product.read((records) => records.attemptsOf(id))

async function remembered(delivery: Delivery, diagnosis: Diagnosis): Promise<Attempt> {
  const attempt = (await attemptsOf(delivery)).at(-1) as Attempt
  await product.store.transact((records) => records.saveAttempt({ ...attempt, diagnosis }))
  return attempt
}

const line = (statement: Statement): RecordedLine => ({ counter: 1, at: 0, processId: 7, conversation: 1, statement })
const sent = (text: string): RecordedLine => line({ kind: 'sent', text })
const received = (text: string): RecordedLine => line({ kind: 'received', text })

describe('explaining a delivery anew', () => {
  it.each(['refused', 'deferred', 'failed', 'in-doubt'] as const)(
    'finds for one that was %s what was found at first, when the rules are the same',
    async (meeting) => {
      const delivery = await delivered(meeting)
      const before = await attemptsOf(delivery)
      const outcome = await rediagnose.execute({ id: delivery.id })
      expect(outcome).toEqual({ outcome: 'rediagnosed', delivery, attempts: before, changed: [] })
    },
  )

  it('replaces what older rules made of it, and changes nothing else', async () => {
    const delivery = await delivered('refused')
    const attempt = await remembered(delivery, old)
    const outcome = await rediagnose.execute({ id: delivery.id })
    expect(outcome).toMatchObject({ outcome: 'rediagnosed', changed: [attempt.id] })
    expect(await attemptsOf(delivery)).toEqual([attempt])
    expect(attempt.diagnosis).toMatchObject({ cause: 'recipient-unknown' })
    expect(await product.delivery(delivery.id)).toEqual(delivery)
    expect(await rediagnose.execute({ id: delivery.id })).toMatchObject({ changed: [] })
  })

  it('leaves an accepted one as it is', async () => {
    const delivery = await delivered('accepted')
    const attempt = await remembered(delivery, old)
    await product.store.transact((records) =>
      records.saveTranscript(attempt.id, [sent('RCPT TO:<ana@example.org>'), received('550 5.1.1 User unknown')]),
    )
    expect(await rediagnose.execute({ id: delivery.id })).toMatchObject({ changed: [] })
    expect((await attemptsOf(delivery))[0]?.diagnosis).toEqual(old)
  })

  it('never knows less than before', async () => {
    const delivery = await delivered('refused')
    const attempt = await remembered(delivery, { ...old, cause: 'recipient-disabled' })
    await product.store.transact((records) => records.saveTranscript(attempt.id, [received('250 Ok')]))
    expect(await rediagnose.execute({ id: delivery.id })).toMatchObject({ changed: [] })
  })

  it('has nothing to go by where no transcript is kept', async () => {
    product.ports.log.switchRecording(false, 'the operator')
    const delivery = await delivered('refused')
    await remembered(delivery, old)
    expect(await rediagnose.execute({ id: delivery.id })).toMatchObject({ changed: [] })
  })

  it('does not know a delivery that there is not', async () => {
    expect(await rediagnose.execute({ id: 'none' })).toEqual({ outcome: 'unknown-delivery' })
  })

  it('is done over HTTP, for the operator', async () => {
    const delivery = await delivered('refused')
    const attempt = await remembered(delivery, old)
    const answer = await ask('POST', `/v1/deliveries/${delivery.id}/diagnosis`)
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({
      id: delivery.id,
      state: 'refused',
      attempts: [{ id: attempt.id, diagnosis: { cause: 'recipient-unknown' } }],
      changed: [attempt.id],
    })
    const shown = await ask('GET', `/v1/deliveries/${delivery.id}`)
    expect(shown.json()).toMatchObject({ attempts: [{ diagnosis: { cause: 'recipient-unknown' } }] })
    expect((await ask('POST', '/v1/deliveries/none/diagnosis')).status).toBe(404)
  })
})
