import { expect, it } from '@jest/globals';
import { GroupBudget } from '../../src/delivery/group-budget.js';

const user = (name: string, tenantId = 'one') => ({ tenantId, userId: name });
const refusal = (limit: string, max: number) =>
  expect.objectContaining({ code: 'LIMIT_REACHED', facts: { limit, max } });

it('counts different subscriptions of a user, and equal ones once', () => {
  const budget = new GroupBudget({ perUser: 2, perTenant: 100 });
  const leave = budget.enter(user('a'), 'x');
  const leaveSecond = budget.enter(user('a'), 'x');
  budget.enter(user('a'), 'y');
  expect(() => budget.enter(user('a'), 'z')).toThrow(refusal('different subscriptions of one user', 2));
  budget.enter(user('b'), 'z');
  leave();
  leave();
  expect(() => budget.enter(user('a'), 'z')).toThrow();
  leaveSecond();
  budget.enter(user('a'), 'z');
});

it('counts different subscriptions of a company over all its users, apart from other companies', () => {
  const budget = new GroupBudget({ perUser: 2, perTenant: 3 });
  budget.enter(user('a'), 'x');
  budget.enter(user('a'), 'y');
  budget.enter(user('b'), 'x');
  const leave = budget.enter(user('b'), 'z');
  expect(() => budget.enter(user('c'), 'w')).toThrow(refusal('different subscriptions of one company', 3));
  budget.enter(user('c'), 'x');
  budget.enter(user('d', 'two'), 'w');
  leave();
  budget.enter(user('c'), 'w');
});

it('a refusal takes no place', () => {
  const budget = new GroupBudget({ perUser: 1, perTenant: 1 });
  const leave = budget.enter(user('a'), 'x');
  expect(() => budget.enter(user('b'), 'y')).toThrow();
  leave();
  budget.enter(user('b'), 'y');
});
