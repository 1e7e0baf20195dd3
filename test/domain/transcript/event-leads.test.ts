import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printEvent, tellsCourse } from '../../../src/domain/transcript/event-catalogue.js'
import type { EventName } from '../../../src/domain/transcript/event.js'
import { courseLeads } from '../../../src/domain/transcript/event-leads.js'
import { anyEvent, anyLocale } from './generated.js'

const course: ReadonlySet<EventName> = new Set<EventName>([
  'log-opened',
  'recording-switched',
  'extended-log-on',
  'extended-check-on',
  'recording-gap',
  'name-resolved',
  'address-tried',
  'tls-established',
  'certificate-not-verified',
  'starttls-offered',
  'starttls-not-offered',
  'starttls-done',
  'credentials-in-clear',
  'message-in-clear',
  'message-handed-over',
])

describe('an event that tells the course of things', () => {
  it('is known as printed, in both languages, whatever stands in its fields, and no other event is', () => {
    fc.assert(
      fc.property(anyEvent, anyLocale, (event, locale) => {
        expect(tellsCourse(printEvent(event, locale))).toBe(course.has(event.event))
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ["SMTP Name 'no such host' resolved in", true],
    ["SMTP Nombre 'no such host' resuelto", true],
    ["SMTP Nombre 'no such host' no resuelto", false],
    ["SMTP Name 'no such host' not resolved in", false],
    ["SMTP Name 'no such host", false],
    ["SMTP Name 'a' not resolved after 2 ms: 'b' resolved", false],
    ['SMTP Trying address 192.0.2.1, port', true],
    ['SMTP Grabación por', true],
    ['SMTP TLS established: TLSv1.3; cipher', true],
    ['SMTP TLS failed: certificate', false],
    ['SMTP Credentials sent', true],
    ['SMTP Credentials sentenced', false],
    ['SMTP Credentials refused', false],
    ['SMTP STARTTLS offered', true],
    ['SMTP STARTTLS refused', false],
    ['STARTTLS offered', false],
  ])('is known by the words it begins with, where the rest was cut off or altered: %s', (text, is) => {
    expect(tellsCourse(text)).toBe(is)
  })

  it('is told from evidence by as many words as it takes', () => {
    const event = (tells: 'course' | 'evidence', text: string) => ({ tells, en: text, es: text })
    const leads = courseLeads([
      event('course', 'We (now) wait for the {thing} of {name}, all day'),
      event('evidence', 'We (now) wait for the {fault} of {name}, in vain'),
      event('evidence', 'We (now) do not wait'),
    ])
    expect(leads.test('We (now) wait for the end of time, all day')).toBe(true)
    expect(leads.test('We (now) wait for the end of time, all')).toBe(true)
    expect(leads.test('We (now) wait for the end of time, in vain')).toBe(false)
    expect(leads.test('We now wait for the end of time, all day')).toBe(false)
  })
})
