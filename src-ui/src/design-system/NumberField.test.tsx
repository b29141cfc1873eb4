import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Tooltip } from 'radix-ui';
import { useState } from 'react';
import { describe, expect, test, vi } from 'vitest';

import { NumberField, type NumberFieldProps } from './NumberField';

type Changes = Pick<Partial<NumberFieldProps>, 'mixed' | 'min' | 'max' | 'words' | 'onWord'> & {
  initial?: number;
};

/** A field that keeps what it is told, as the inspector does. */
function Field({ initial, onChange, ...rest }: Changes & { onChange: (number: number, unit?: string) => void }) {
  const [value, setValue] = useState(initial);
  return (
    <Tooltip.Provider>
      <NumberField
        label="Width"
        mark="W"
        value={value}
        {...rest}
        onChange={(number, unit) => {
          setValue(number);
          onChange(number, unit);
        }}
      />
    </Tooltip.Provider>
  );
}

function show(options: Changes) {
  const onChange = vi.fn<(number: number, unit?: string) => void>();
  render(<Field {...options} onChange={onChange} />);
  return { field: screen.getByLabelText<HTMLInputElement>('Width'), onChange };
}

describe('a number field', () => {
  test.each([
    ['100/3', 33.333, undefined],
    ['+10', 50, undefined],
    ['*2', 80, undefined],
    ['/4', 10, undefined],
    ['-10', -10, undefined],
    ['(2+3)*4px', 20, 'px'],
    ['50%', 50, '%'],
    ['1,5', 1.5, undefined],
  ])('takes %s, with 40 in it, for %d', async (typed, number, unit) => {
    const { field, onChange } = show({ initial: 40 });
    await userEvent.clear(field);
    await userEvent.type(field, `${typed}{Enter}`);
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(onChange.mock.calls[0]?.[0]).toBeCloseTo(number, 2);
    expect(onChange.mock.calls[0]?.[1]).toBe(unit);
  });

  test('says that what was typed is no number, and forgets it when left', async () => {
    const { field, onChange } = show({ initial: 40 });
    await userEvent.clear(field);
    await userEvent.type(field, '12 apples{Enter}');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await userEvent.tab();
    expect(field.value).toBe('40');
    expect(onChange).not.toHaveBeenCalled();
  });

  test('steps by one with arrows, by ten with Shift, and stays within its bounds', async () => {
    const { field, onChange } = show({ initial: 5, min: 0, max: 20 });
    field.focus();
    await userEvent.keyboard('{ArrowUp}');
    expect(onChange).toHaveBeenLastCalledWith(6, undefined);
    await userEvent.keyboard('{Shift>}{ArrowUp}{ArrowUp}{/Shift}');
    expect(onChange).toHaveBeenLastCalledWith(20, undefined);
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{ArrowDown}{/Shift}');
    expect(field.value).toBe('0');
  });

  test('shows Mixed for values that differ, and sets all of them to what is typed', async () => {
    const { field, onChange } = show({ mixed: true });
    expect(field.value).toBe('');
    expect(field.placeholder).toBe('Mixed');
    await userEvent.type(field, '+10{Enter}');
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.clear(field);
    await userEvent.type(field, '24{Enter}');
    expect(onChange).toHaveBeenLastCalledWith(24, undefined);
  });

  test('gives up what was typed on Escape', async () => {
    const { field, onChange } = show({ initial: 40 });
    await userEvent.type(field, '99{Escape}');
    expect(field.value).toBe('40');
    expect(onChange).not.toHaveBeenCalled();
  });

  test('takes the words it is told to take', async () => {
    const onWord = vi.fn();
    const { field, onChange } = show({ initial: 40, words: ['auto'], onWord });
    await userEvent.clear(field);
    await userEvent.type(field, 'Auto{Enter}');
    expect(onWord).toHaveBeenCalledWith('auto');
    expect(onChange).not.toHaveBeenCalled();
  });

  test('scrubs: a px of the pointer is a step, ten with Shift', () => {
    const { onChange } = show({ initial: 40 });
    const label = screen.getByText('W');
    fireEvent.pointerDown(label, { button: 0, clientX: 100, pointerId: 1 });
    fireEvent.pointerMove(label, { clientX: 101, pointerId: 1 });
    expect(onChange).not.toHaveBeenCalled();
    fireEvent.pointerMove(label, { clientX: 112, pointerId: 1 });
    expect(onChange).toHaveBeenLastCalledWith(52, undefined);
    fireEvent.pointerMove(label, { clientX: 90, shiftKey: true, pointerId: 1 });
    expect(onChange).toHaveBeenLastCalledWith(-60, undefined);
    fireEvent.pointerUp(label, { pointerId: 1 });
    fireEvent.pointerMove(label, { clientX: 300, pointerId: 1 });
    expect(onChange).toHaveBeenCalledTimes(2);
  });
});
