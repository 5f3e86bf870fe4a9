import type { ComponentType } from 'react';
import { useLocation } from 'wouter';
import { type MessageId, t } from '../../i18n/index.js';
import { Page, SubNav } from '../../kit/index.js';
import './desk.css';
import { Answers } from './answers.js';
import { Approved } from './approved.js';
import { Labels } from './labels.js';
import { Notices } from './notices.js';
import { Stages } from './stages.js';
import { Teams } from './teams.js';
import { Topics } from './topics.js';

const root = '/admin/desk';

/** The parts, by the end of their address. */
const parts: readonly {
  readonly id: string;
  readonly title: MessageId;
  readonly help: MessageId;
  readonly component: ComponentType;
}[] = [
  { id: 'topics', title: 'desk_topics', help: 'desk_topicsHelp', component: Topics },
  { id: 'stages', title: 'desk_stages', help: 'desk_stagesHelp', component: Stages },
  { id: 'teams', title: 'desk_teams', help: 'desk_teamsHelp', component: Teams },
  { id: 'labels', title: 'desk_labels', help: 'desk_labelsHelp', component: Labels },
  { id: 'answers', title: 'desk_answers', help: 'desk_answersHelp', component: Answers },
  { id: 'templates', title: 'desk_approved', help: 'desk_approvedHelp', component: Approved },
  { id: 'notices', title: 'desk_notices', help: 'desk_noticesHelp', component: Notices },
];

/** The lists that agents choose from. */
export default function DeskListsPage() {
  const [path] = useLocation();
  const shown = parts.find(({ id }) => path === `${root}/${id}`) ?? parts[0];
  if (!shown) return null;
  const { id, help, component: Part } = shown;
  return (
    <Page title={t('desk')} help={t('desk_help')}>
      <SubNav
        label={t('desk')}
        entries={parts.map(part => [`${root}/${part.id}`, t(part.title)] as const)}
        current={`${root}/${id}`}
      />
      <p className="muted page-help">{t(help)}</p>
      <Part />
    </Page>
  );
}
