export interface StallWatch {
  /** Something came: it counts from here. */
  moved: () => void
  end: () => void
}

/** Tells when nothing has moved for so long. */
export function watchStall(limit: number, stalled: () => void): StallWatch {
  let timer = setTimeout(stalled, limit)
  return {
    moved() {
      clearTimeout(timer)
      timer = setTimeout(stalled, limit)
    },
    end: () => clearTimeout(timer),
  }
}
