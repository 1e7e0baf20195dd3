import { existsSync } from 'node:fs'

/** Whether this program runs in a container, by the marks that Docker, Podman, Kubernetes and systemd leave. */
export function isInContainer(variables: Readonly<Record<string, string | undefined>>): boolean {
  if (variables['KUBERNETES_SERVICE_HOST'] !== undefined || variables['container'] !== undefined) return true
  return existsSync('/.dockerenv') || existsSync('/run/.containerenv')
}
