import 'reflect-metadata'
import { Container, type ContainerModule, type ServiceIdentifier } from 'inversify'

/** One swappable part of the house: what it binds, and what of it is opened before the next part. */
export interface Part {
  readonly name: string
  readonly module: ContainerModule
  /** Resolved, and with that opened, in this order; closed by the module's deactivations. */
  readonly opens: readonly ServiceIdentifier[]
}

/**
 * The parts, put together and open. They are opened in the order given and closed in the reverse one, each wholly
 * before the next: Inversify itself knows no such order, so every part is a module of its own.
 */
export class House {
  readonly #container = new Container({ defaultScope: 'Singleton' })
  readonly #open: Part[] = []

  /** Opens all parts, or none: when one cannot be opened, those before it are closed and the reason is passed on. */
  static async open(parts: readonly Part[]): Promise<House> {
    const house = new House()
    try {
      for (const part of parts) await house.#add(part)
    } catch (reason) {
      await house.close()
      throw reason
    }
    return house
  }

  get<T>(token: ServiceIdentifier<T>): T {
    return this.#container.get(token)
  }

  /** Closes every part, also when closing one fails; the first such reason is passed on at the end. */
  async close(): Promise<void> {
    const failures: unknown[] = []
    for (let part = this.#open.pop(); part !== undefined; part = this.#open.pop()) {
      try {
        await this.#container.unloadAsync(part.module)
      } catch (reason) {
        failures.push(reason)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  async #add(part: Part): Promise<void> {
    await this.#container.loadAsync(part.module)
    this.#open.push(part)
    for (const token of part.opens) await this.#container.getAsync(token)
  }
}
