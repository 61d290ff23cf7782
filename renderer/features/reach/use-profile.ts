import { useEffect, useState } from 'react'
import type { Profile } from '../../../shared/profile.ts'
import type { Tab } from '../../../shared/tabs-state.ts'
import { ask } from '../../app/bridge.ts'

/**
 * How a tab's page is reached; null before main has said so.
 *
 * @param again asked anew whenever this changes
 */
export function useProfile({ cluster, namespace, service: name, port }: Tab, again = ''): Profile | null {
  const [profile, setProfile] = useState<Profile | null>(null)
  useEffect(() => {
    let current = true
    void ask('service.profile', { cluster, namespace, name, port }).then((answer) => {
      if (current && answer.ok) setProfile(answer.value ?? null)
    })
    return () => {
      current = false
    }
  }, [cluster, namespace, name, port, again])
  return profile
}
