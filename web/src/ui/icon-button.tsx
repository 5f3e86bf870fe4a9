import type { ComponentProps } from 'react';
import { Icon } from './icon.js';

/** Properties of `IconButton`. */
export interface IconButtonProps extends ComponentProps<'button'> {
  readonly icon: ComponentProps<typeof Icon>['name'];
  readonly label: string;
}

/** A button that is an icon; its label is read and shown as a tooltip. */
export function IconButton({ icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <button type="button" className={`icon-button ${className}`} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
