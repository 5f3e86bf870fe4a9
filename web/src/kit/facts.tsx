import type { ReactNode } from 'react';
import './facts.css';

/** Names with their values. @param items those with null are left out */
export function Facts({ items }: { readonly items: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="facts">
      {items
        .filter(([, value]) => value !== null && value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Properties of `Section`. */
export interface SectionProps {
  readonly title: string;
  /** What it is for, or what to do. */
  readonly help?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with its heading. */
export function Section({ title, help, children }: SectionProps) {
  return (
    <section className="part">
      <h2>{title}</h2>
      {help && <p className="muted page-help">{help}</p>}
      {children}
    </section>
  );
}
