import { ContainerModule } from 'inversify'
import { ReadFigures } from '../../application/read-figures.js'
import { PrometheusMetrics } from '../metrics/prometheus-metrics.js'
import type { Part } from './house.js'
import { tokens } from './tokens.js'

/** What is counted, for Prometheus. */
export function metricsPart(): Part {
  return {
    name: 'metrics',
    opens: [],
    module: new ContainerModule(({ bind }) => {
      bind(tokens.metrics).toResolvedValue(
        (store, clock) => {
          const readFigures = new ReadFigures({ store, clock })
          return new PrometheusMetrics({ figures: () => readFigures.execute() })
        },
        [tokens.store, tokens.clock],
      )
    }),
  }
}
