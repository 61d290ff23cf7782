import { create } from 'zustand'

export interface Notice {
  id: number
  kind: 'done' | 'note' | 'problem'
  title: string
  /** The value that was copied, or what the failure said. */
  detail: string
  /** What can be done about it. */
  action?: NoticeAction | undefined
}

export interface NoticeAction {
  label: string
  run: () => void
}

interface Notices {
  notice: Notice | null
  /** The last thing a screen reader was told. */
  announcement: string
}

export const useNotices = create<Notices>()(() => ({ notice: null, announcement: '' }))

/** How long a notice stays, in milliseconds: long enough to read it twice. */
export const stays = { done: 3000, note: 6000, problem: 9000 } as const

/** How long this one stays: what offers to be pressed is not gone before it is reached. */
export const stayOf = ({ kind, action }: Notice): number => (action ? Math.max(stays[kind], stays.note) : stays[kind])

let last = 0
function show(kind: Notice['kind'], title: string, detail: string, action?: NoticeAction): void {
  last += 1
  useNotices.setState({ notice: { id: last, kind, title, detail, action }, announcement: `${title} ${detail}` })
}

/** Confirms for a moment that something was done. */
export const confirm = (title: string, detail: string, action?: NoticeAction) => show('done', title, detail, action)

/** Tells something that there is to know. */
export const tell = (title: string, detail: string, action?: NoticeAction) => show('note', title, detail, action)

/** Says that something could not be done, why, and what there is to do about it. */
export const complain = (title: string, detail: string, action?: NoticeAction) => show('problem', title, detail, action)

/** Tells a screen reader something that is on the screen anyway. */
export function announce(announcement: string): void {
  useNotices.setState({ announcement })
}

export function dismiss(id: number): void {
  useNotices.setState(({ notice }) => (notice?.id === id ? { notice: null } : {}))
}
