import pg from "pg";
import { isAway, isContended } from "../../../src/adapters/postgres/pool.js";

const refused = (code: string) => Object.assign(new pg.DatabaseError("x", 1, "error"), { code });

test.each([
  ["08006", "the connection failed"],
  ["57P01", "the server is stopping"],
  ["57P03", "the server is still recovering"],
  ["57014", "the statement took too long"],
  ["53300", "too many clients"],
  ["53100", "the disk is full"],
  ["25006", "the server only reads"],
  ["28P01", "our password is wrong"],
  ["42P01", "our tables are not there"],
])("%s is an outage: %s", (code) => {
  expect([isAway(refused(code)), isContended(refused(code))]).toEqual([true, false]);
});

test.each(["40001", "40P01", "55P03"])("%s is others at the same row", (code) => {
  expect([isAway(refused(code)), isContended(refused(code))]).toEqual([false, true]);
});

test.each(["22P02", "22P05", "23505", "23503", "54000", "P0001"])("%s is the row's fault", (code) => {
  expect([isAway(refused(code)), isContended(refused(code))]).toEqual([false, false]);
});

test("what the driver says of a connection is an outage, a mistake of ours is not", () => {
  expect(isAway(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }))).toBe(true);
  expect(isAway(new Error("Connection terminated unexpectedly"))).toBe(true);
  expect(isAway(new TypeError("Converting circular structure to JSON"))).toBe(false);
});
