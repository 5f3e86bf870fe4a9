import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { isTataOnly } from '../config/page-config.js';
import { useCompany } from '../live/index.js';

/** A company without numbers begins where they are connected; the inbox stays one click away. */
export function useFirstRun(): void {
  const { channels, viewer } = useCompany();
  const [path, navigate] = useLocation();
  const isFirst =
    channels.nodes.length === 0 && viewer.permissions.includes('MANAGE_CHANNELS') && !isTataOnly;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the inbox is opened
  useEffect(() => {
    if (isFirst && path === '/') navigate('/admin/numbers', { replace: true });
  }, []);
}
