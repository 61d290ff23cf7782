import { Notification } from 'electron'

export interface Notice {
  title: string
  body: string
  clicked: () => void
}

/** Those on show: without a hold on it, a notification is collected and its click is lost. */
const held = new Set<Notification>()

/** Shows a notification of the system, where it has any. */
export function notify({ title, body, clicked }: Notice): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body, silent: true })
  held.add(notification)
  const release = () => void held.delete(notification)
  notification.on('click', () => {
    release()
    clicked()
  })
  notification.on('close', release)
  notification.on('failed', release)
  notification.show()
}
