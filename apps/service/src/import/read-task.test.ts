import { describe, expect, test } from 'vitest'
import { readTask } from './read-task.ts'

const task = {
  project_id: '54623db08b174c858ba779d2aa7923a3',
  id: 'a1',
  name: 'RestartMysqlInstance',
  instance_id: 'i1',
  instance_name: 'orders',
  instance_status: 'ACTIVE',
  create_time: '2025-05-23T10:15:02+0800',
  end_time: '2025-05-23T12:15:02+0800',
  status: 'Running',
  process: '60',
}

test('a task of the document with its project is read as it is', () => {
  expect(readTask(JSON.stringify(task))).toEqual({ ok: true, task })
})

test('states that no list names are kept: the lists of responses are open', () => {
  expect(readTask(JSON.stringify({ ...task, status: 'Suspended', instance_status: 'SHUTDOWN' })).ok).toBe(true)
})

describe('a line is left out, with member and rule, when', () => {
  test.each<[string, object | string, RegExp]>([
    ['it is no JSON', '{"id":', /no JSON object/],
    ['it is a list', '[]', /no JSON object/],
    ['it is null', 'null', /no JSON object/],
    ['a member is missing', { ...task, name: undefined }, /^name is missing$/],
    ['the project is missing', { ...task, project_id: undefined }, /^project_id is missing$/],
    ['the project has another form', { ...task, project_id: 'mine' }, /^project_id must match pattern/],
    ['a member has another type', { ...task, process: 60 }, /^process must be string$/],
    ['progress is beyond its range', { ...task, process: '101' }, /^process must match pattern/],
    ['progress remains after the end', { ...task, status: 'Completed' }, /^process must be equal to constant$/],
    ['a time has another form', { ...task, create_time: '2025-05-23' }, /^create_time must match pattern/],
    [
      'a time does not exist',
      { ...task, create_time: '2025-13-45T10:15:02+0800' },
      /^create_time must be a time that exists/,
    ],
    ['it has another member', { ...task, colour: 'red' }, /^colour is no member of a task$/],
    ['a text holds NUL', { ...task, name: 'a\0b' }, /^name must not contain U\+0000 or half a surrogate pair$/],
    ['a text holds half a character', { ...task, name: 'a\ud800' }, /^name must not contain U\+0000 or half/],
  ])('%s', (_, line, problem) => {
    const read = readTask(typeof line === 'string' ? line : JSON.stringify(line))
    expect(read).toEqual({ ok: false, problem: expect.stringMatching(problem) })
  })
})
