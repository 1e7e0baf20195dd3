import { ContainerModule } from 'inversify'
import { Bell } from '../../application/bell.js'
import type { DeliverEmailPorts } from '../../application/deliver-email-ports.js'
import { DeliveryWorker } from '../../application/delivery-worker.js'
import { ProviderLimits } from '../../application/provider-limits.js'
import { isOver, processInstance } from '../system/process-instance.js'
import type { Part } from './house.js'
import { tokens } from './tokens.js'

/** Everything that brings an e-mail to a provider, and the worker that keeps deliveries moving. */
export function deliveryPart(): Part {
  return {
    name: 'delivery',
    opens: [tokens.worker],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.delivering).toResolvedValue(
        (
          store,
          log,
          newRecorder,
          clock,
          randomness,
          confirmationTokens,
          mail,
          background,
          notices,
          rules,
          measurements,
          announcing,
          isGone,
        ) => {
          const instance = processInstance(randomness.id())
          return {
            store,
            log,
            newRecorder,
            clock,
            randomness,
            tokens: confirmationTokens,
            senders: mail.senders,
            composer: mail.composer,
            limits: new ProviderLimits(
              mail.senders.map(({ provider }) => provider),
              (provider, perDay) => notices.dayUsedUp(provider, perDay),
            ),
            background,
            notices,
            measurements,
            announcing,
            rules,
            bell: new Bell(),
            instance,
            isGone: (owner) => isGone(owner) || isOver(owner, instance),
          } satisfies DeliverEmailPorts
        },
        [
          tokens.store,
          tokens.log,
          tokens.newRecorder,
          tokens.clock,
          tokens.randomness,
          tokens.confirmationTokens,
          tokens.mail,
          tokens.background,
          tokens.notices,
          tokens.rules,
          tokens.metrics,
          tokens.announcing,
          tokens.isGone,
        ],
      )
      bind(tokens.worker)
        .toResolvedValue((ports) => new DeliveryWorker(ports), [tokens.delivering])
        .onDeactivation((worker) => {
          worker.stop()
        })
    }),
  }
}
