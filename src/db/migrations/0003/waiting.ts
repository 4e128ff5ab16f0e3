/** 0003: the next moment to wake is asked after every commit. */
export const waiting = /* sql */ `
-- A folder of thousands leaves thousands of tasks waiting, and hardly one of them for a time.
CREATE INDEX tasks_by_wake ON tasks (not_before) WHERE status = 'pending' AND not_before IS NOT NULL;
`;
