import { lazy, Suspense, useState } from 'react';
import { pageConfig } from '../config/page-config.js';
import { loadPageTexts } from '../i18n/index.js';
import { useDemo } from './demo-store.js';
import { isFirstRunOver } from './first-run-store.js';

const Drawer = lazy(async () => (await Promise.all([import('./demo-drawer.js'), loadPageTexts()]))[0]);
const FirstRun = lazy(async () => (await Promise.all([import('./first-run.js'), loadPageTexts()]))[0]);

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
