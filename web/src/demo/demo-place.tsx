import { lazy, Suspense, useState } from 'react';
import { pageConfig } from '../config/page-config.js';
import { useDemo } from './demo-store.js';
import { isFirstRunOver } from './first-run-store.js';

const Drawer = lazy(() => import('./demo-drawer.js'));
const FirstRun = lazy(() => import('./first-run.js'));

/** The drawer, when it is open. It is loaded with its first opening. */
export function DemoPlace() {
  const { isOpen } = useDemo();
  if (!pageConfig.hasSimulators || !isOpen) return null;
  return (
    <Suspense fallback={null}>
      <Drawer />
    </Suspense>
  );
}

/** The first steps, until they are closed for good. */
export function FirstRunPlace({ openId }: { readonly openId: string | null }) {
  const [isOver, setOver] = useState(() => !pageConfig.hasSimulators || isFirstRunOver());
  if (isOver) return null;
  return (
    <Suspense fallback={null}>
      <FirstRun openId={openId} onClose={() => setOver(true)} />
    </Suspense>
  );
}
