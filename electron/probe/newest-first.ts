/**
 * Runs tasks, so many at the same time; of those that wait the newest first: it is what somebody looks at now, while the
 * older ones were passed on the way.
 */
export function newestFirst(atOnce: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (task) => {
    if (running === atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await task()
    } finally {
      const next = waiting.pop()
      // The place goes from one to the next, so that nobody takes it in between.
      if (next) next()
      else running--
    }
  }
}
