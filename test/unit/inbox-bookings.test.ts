import { describe, expect, it } from '@jest/globals';
import { toBranchInput, toBranchValues } from '../../web/src/admin/bookings/to-branch-input.js';
import type { BranchPartsFragment } from '../../web/src/gql/operations.js';

const company = { name: 'Shop', timezone: 'Asia/Almaty' };
const branch = {
  ...{
    id: 'branch',
    companyId: '1',
    name: 'Abay',
    address: null,
    businessType: null,
    timezone: 'Asia/Almaty',
  },
  ...{
    locale: 'pt-BR',
    currency: null,
    reminderHours: [24, 2],
    groupingSeconds: 0,
    recentActivityMinutes: 0,
  },
  ...{ tellsChangesOfBotBookings: true, botCommentMarkers: ['AI, Admin'], botUserIds: ['7'] },
  noticeChannel: { id: 'archived' },
} as unknown as BranchPartsFragment;

const lists = { reminderHours: ['24', '2'], botUserIds: ['7'], botCommentMarkers: ['AI, Admin'] };

describe('the form of a branch', () => {
  it('changes nothing when it is saved as it is opened, and does not choose an archived number again', () => {
    expect(toBranchInput(toBranchValues(branch, '1', company), lists, branch)).toEqual({
      ...{ companyId: '1', name: 'Abay', address: null, businessType: null, timezone: 'Asia/Almaty' },
      ...{ locale: 'pt-BR', currency: null, reminderHours: [24, 2], groupingSeconds: 0 },
      ...{ recentActivityMinutes: 0, tellsChangesOfBotBookings: true },
      ...{ botCommentMarkers: ['AI, Admin'], botUserIds: ['7'] },
    });
    const silent = { ...toBranchValues(branch, '1', company), noticeChannelId: '' };
    expect(toBranchInput(silent, lists, branch)).toMatchObject({ noticeChannelId: null });
  });

  it("leaves to the server's defaults what a new branch does not fill in", () => {
    const values = toBranchValues(null, ' 307 ', company);
    const none = { reminderHours: [], botUserIds: [], botCommentMarkers: [] };
    expect(toBranchInput(values, none, null)).toEqual({
      ...{ companyId: '307', name: 'Shop', address: null, businessType: null, timezone: 'Asia/Almaty' },
      ...{ locale: null, reminderHours: [], groupingSeconds: 60, recentActivityMinutes: null },
      ...{ tellsChangesOfBotBookings: false, botUserIds: [] },
    });
  });
});
