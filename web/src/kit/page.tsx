import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import './kit.css';
import './lists.css';

/** Properties of `Page`. */
export interface PageProps {
  readonly title: string;
  /** One sentence: what the page is for. */
  readonly help?: ReactNode;
  /** Buttons next to the title. */
  readonly actions?: ReactNode;
  /** Where one came from: its address and name, above the title. */
  readonly back?: readonly [path: string, name: string];
  readonly children: ReactNode;
}

/** A page other than the inbox. The heading takes the focus, so that assistive tools say where one is. */
export function Page({ title, help, actions, back, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main id="page" className="page">
      {back && (
        <Link href={back[0]} className="page-back">
          ← {back[1]}
        </Link>
      )}
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
      {help && <p className="muted page-help">{help}</p>}
      {children}
    </main>
  );
}

/** Says that there is nothing, and what to do. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <div className="notice page-empty">{children}</div>;
}
