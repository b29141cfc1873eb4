import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  look?: 'plain' | 'primary' | 'quiet' | 'danger';
}

export function Button({ look = 'plain', className, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={['button', look !== 'plain' && `button--${look}`, className]
        .filter(Boolean)
        .join(' ')}
    />
  );
}
