/** What the other pages are built from. */
import './kit.css';

export { ConfirmButton } from './confirm-button.js';
export { CopyField } from './copy-field.js';
export { type Column, DataTable } from './data-table.js';
export { FaultBox } from './fault-box.js';
export { CheckField, SelectField, TextField } from './fields.js';
export { Form } from './form.js';
export { Empty, Page } from './page.js';
export { type Fault, toFault } from './to-fault.js';
export { type Change, useChange } from './use-change.js';
export { type ListPage, type ListState, useList } from './use-list.js';
