import type { BranchPartsFragment, UpsertBranchMutationVariables } from '../../gql/operations.js';

/** The fields of the form that are texts. */
const textNames = [
  ...(['companyId', 'name', 'address', 'businessType', 'timezone', 'locale', 'currency'] as const),
  ...(['noticeChannelId', 'reminderHours', 'groupingSeconds', 'recentActivityMinutes'] as const),
  ...(['botUserIds', 'botCommentMarkers'] as const),
] as const;
/** Name of a text field. */
export type BranchTextName = (typeof textNames)[number];

/** What the form of a branch contains. */
export type BranchValues = Readonly<Record<BranchTextName, string>> & {
  readonly tellsChangesOfBotBookings: boolean;
};

/** The fields of a branch that are lists, as they are written. */
export type BranchLists = Readonly<
  Record<'reminderHours' | 'botUserIds' | 'botCommentMarkers', readonly string[]>
>;

type BranchInput = Omit<UpsertBranchMutationVariables['input'], 'accountId'>;

/** What the form begins with; a new branch is like its company. */
export function toBranchValues(
  branch: BranchPartsFragment | null,
  companyId: string,
  company: { readonly name: string; readonly timezone: string },
): BranchValues {
  const minutes = branch?.recentActivityMinutes ?? null;
  return {
    companyId,
    name: branch?.name ?? company.name,
    address: branch?.address ?? '',
    businessType: branch?.businessType ?? '',
    timezone: branch?.timezone ?? company.timezone,
    locale: branch?.locale ?? '',
    currency: branch?.currency ?? '',
    noticeChannelId: branch?.noticeChannel?.id ?? '',
    reminderHours: branch?.reminderHours.join(', ') ?? '',
    groupingSeconds: String(branch?.groupingSeconds ?? 60),
    recentActivityMinutes: minutes === null ? '' : String(minutes),
    botUserIds: branch?.botUserIds.join('\n') ?? '',
    botCommentMarkers: branch?.botCommentMarkers.join('\n') ?? '',
    tellsChangesOfBotBookings: branch?.tellsChangesOfBotBookings ?? false,
  };
}

/** The server's input. What a new branch leaves empty gets the server's default. */
export function toBranchInput(
  values: BranchValues,
  { reminderHours, botUserIds, botCommentMarkers }: BranchLists,
  branch: BranchPartsFragment | null,
): BranchInput {
  const { companyId, name, timezone, tellsChangesOfBotBookings } = values;
  const currency = values.currency.trim() || null;
  const noticeChannelId = values.noticeChannelId || null;
  return {
    ...{ companyId: companyId.trim(), name, timezone, tellsChangesOfBotBookings },
    address: values.address.trim() || null,
    businessType: values.businessType.trim() || null,
    locale: values.locale || null,
    ...(branch === null && currency === null ? {} : { currency }),
    // An archived number that sends its notices stays, and could not be chosen.
    ...(noticeChannelId === (branch?.noticeChannel?.id ?? null) ? {} : { noticeChannelId }),
    ...{ reminderHours: reminderHours.map(Number), botUserIds: [...botUserIds] },
    groupingSeconds: Number(values.groupingSeconds),
    recentActivityMinutes: values.recentActivityMinutes === '' ? null : Number(values.recentActivityMinutes),
    ...(branch === null && botCommentMarkers.length === 0
      ? {}
      : { botCommentMarkers: [...botCommentMarkers] }),
  };
}
