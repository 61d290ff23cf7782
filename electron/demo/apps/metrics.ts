/** Name → type, help, value. */
export type Metrics = Readonly<Record<string, readonly [type: 'gauge' | 'counter', help: string, value: number]>>

/** Metrics in Prometheus' text format. */
export function metricsText(metrics: Metrics): string {
  return Object.entries(metrics)
    .map(([name, [type, help, value]]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .join('')
}
