import type { DeliverEmailPorts } from './deliver-email-ports.js'
import { deliverEmail } from './deliver-email.js'

/** Makes a delivery's first attempt in the background; when no provider has a place for it now, the worker hears of it. */
export function firstAttempt(ports: DeliverEmailPorts, deliveryId: string): void {
  ports.background.run('first attempt', async () => {
    if (!(await deliverEmail(ports, deliveryId))) ports.bell.ring()
  })
}
