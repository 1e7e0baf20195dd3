import { afterEach, describe, expect, it } from 'vitest'
import { InMemoryEmailSender } from '../../src/adapters/memory/in-memory-email-sender.js'
import { House } from '../../src/adapters/wiring/house.js'
import { type MemoryHouse, memoryHouse } from '../../src/adapters/wiring/memory-parts.js'
import { tokens } from '../../src/adapters/wiring/tokens.js'
import type { Accepted } from './service.js'

describe('the whole product on the in-memory adapters', () => {
  const open: House[] = []
  afterEach(async () => {
    for (const house of open.splice(0)) await house.close()
  })

  async function start(memory: MemoryHouse): Promise<{ readonly house: House; readonly url: string }> {
    const house = await House.open(memory.parts)
    open.push(house)
    await house.get(tokens.worker).start()
    return { house, url: house.get(tokens.server).url }
  }

  async function post(url: string, body: unknown): Promise<Response> {
    const headers = { 'content-type': 'application/json' }
    return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  it('registers, sends, records and confirms', async () => {
    const memory = memoryHouse()
    const { house, url } = await start(memory)
    const answer = await post(`${url}/v1/registrations`, {
      email: 'ana@example.test',
      password: 'correct horse battery',
    })
    expect(answer.status).toBe(202)
    const { links } = (await answer.json()) as Accepted
    await house.get(tokens.background).settled()
    const token = /token=([\w-]+)/.exec(memory.mailServer.messages[0]?.text ?? '')?.[1]
    expect((await post(`${url}/v1/confirmations`, { token })).status).toBe(200)
    expect(await (await fetch(`${url}${links.self}`)).json()).toMatchObject({ status: 'confirmed' })
    const spoken = memory.log.lines.map(({ statement }) => statement.kind)
    expect(spoken).toEqual(expect.arrayContaining(['sent', 'received', 'event']))
    expect(await (await fetch(`${url}/mailbox`)).text()).toContain('ana@example.test')
  })

  it('tries again when its time has come', async () => {
    let isUp = false
    const memory = memoryHouse(new InMemoryEmailSender({}, () => (isUp ? 'accepted' : 'deferred')))
    const { house, url } = await start(memory)
    await post(`${url}/v1/registrations`, { email: 'ana@example.test', password: 'correct horse battery' })
    const background = house.get(tokens.background)
    await background.settled()
    expect(memory.mailServer.messages).toEqual([])
    isUp = true
    for (let hours = 0; hours < 24 && memory.mailServer.messages.length === 0; hours += 1) {
      memory.clock.advance(3_600_000)
      await background.settled()
    }
    expect(memory.mailServer.messages).toHaveLength(1)
  })
})
