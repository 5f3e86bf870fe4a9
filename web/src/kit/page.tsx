import { type ReactNode, useEffect, useRef } from 'react';
import './kit.css';
import './lists.css';

/** Properties of `Page`. */
export interface PageProps {
  readonly title: string;
  /** One sentence: what the page is for. */
  readonly help?: ReactNode;
  /** Buttons next to the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page other than the inbox. The heading takes the focus, so that assistive tools say where one is. */
export function Page({ title, help, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main id="page" className="page">
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
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
