import * as model from '@aws-sdk/client-ec2';
import { NormalizedSchema } from '@smithy/core/schema';

/**
 * The EC2 Query protocol seen from the server: form fields in, XML out.
 * Names of fields and elements come from the API model inside the AWS SDK, so nothing is spelled by hand;
 * rules: https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
 */

/** Version of the API; every request names it. */
export const apiVersion = '2016-11-15';

/** Members by their name in the API model: a request's input, or what is answered. */
export type Members = Record<string, unknown>;

/** An answer that is an error; `status` is the HTTP status that EC2 uses for it. */
export class Ec2Error extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
    this.status = statusOfCode[code] ?? 400;
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html; every other code comes with 400. */
const statusOfCode: Record<string, number> = {
  AuthFailure: 401,
  Blocked: 403,
  DryRunOperation: 412,
  InternalError: 500,
  InvalidClientTokenId: 403,
  MissingAuthenticationToken: 403,
  OptInRequired: 403,
  PendingVerification: 403,
  RequestLimitExceeded: 503,
  ServiceUnavailable: 503,
  UnauthorizedOperation: 403,
  Unavailable: 503,
};

interface Operation {
  input: NormalizedSchema;
  output: NormalizedSchema;
}

/** Input and output of an action as the model declares them, e.g. of `DescribeVpcs`. */
function operationOf(action: string): Operation {
  const schema: unknown = Reflect.get(model, `${action}$`);
  if (!Array.isArray(schema) || schema.length !== 6) throw new Error(`${action} is not in the API model`);
  return { input: NormalizedSchema.of(schema[4]), output: NormalizedSchema.of(schema[5]) };
}

/** Reads a request's fields (`Filter.1.Value.1=…`) as the members of the action's input; an unknown field is an Ec2Error. */
export function readInput(action: string, form: URLSearchParams): Members {
  const fields = new Map(form);
  fields.delete('Action');
  fields.delete('Version');
  const input = readStructure(operationOf(action).input, fields, '');
  const [unknown] = fields.keys();
  if (unknown) throw new Ec2Error('UnknownParameter', `The parameter ${unknown} is not recognized`);
  return input;
}

function readStructure(schema: NormalizedSchema, fields: Map<string, string>, prefix: string): Members {
  const members: Members = {};
  for (const [name, member] of schema.structIterator()) {
    const { ec2QueryName, xmlName } = member.getMergedTraits();
    const plain = xmlName ?? name;
    const value = readValue(
      member,
      fields,
      prefix + (ec2QueryName ?? plain[0]?.toUpperCase() + plain.slice(1)),
    );
    if (value !== undefined) members[name] = value;
  }
  return members;
}

/** Takes the fields of one value out of `fields`, so that what is left over was not understood. */
function readValue(schema: NormalizedSchema, fields: Map<string, string>, key: string): unknown {
  if (![...fields.keys()].some((field) => field === key || field.startsWith(`${key}.`))) return undefined;
  if (schema.isListSchema()) {
    const items: unknown[] = [];
    for (;;) {
      const item = readValue(schema.getValueSchema(), fields, `${key}.${items.length + 1}`);
      if (item === undefined) return items;
      items.push(item);
    }
  }
  if (schema.isStructSchema()) return readStructure(schema, fields, `${key}.`);
  const text = fields.get(key);
  fields.delete(key);
  if (text === undefined) return undefined;
  if (schema.isBooleanSchema()) return text === 'true';
  if (schema.isNumericSchema()) return Number(text);
  return text;
}

/** Writes an action's output as EC2 does. A member that the model does not know is a mistake in the data and throws. */
export function writeOutput(action: string, output: Members, requestId: string): string {
  const body = writeStructure(operationOf(action).output, output, action);
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<${action}Response xmlns="http://ec2.amazonaws.com/doc/${apiVersion}/">` +
    `<requestId>${requestId}</requestId>${body}</${action}Response>`
  );
}

function writeStructure(schema: NormalizedSchema, value: Members, where: string): string {
  const members = new Map(schema.structIterator());
  let xml = '';
  for (const [name, one] of Object.entries(value)) {
    const member = members.get(name);
    if (!member) throw new Error(`${where}.${name} is not in the API model`);
    xml += writeElement(member.getMemberTraits().xmlName ?? name, member, one, `${where}.${name}`);
  }
  return xml;
}

function writeElement(element: string, schema: NormalizedSchema, value: unknown, where: string): string {
  if (value === undefined || value === null) return '';
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw new Error(`${where} is no list`);
    const item = schema.getValueSchema();
    const itemElement = item.getMergedTraits().xmlName ?? 'member';
    const items = value.map((one, index) => writeElement(itemElement, item, one, `${where}[${index}]`));
    return `<${element}>${items.join('')}</${element}>`;
  }
  if (schema.isStructSchema()) {
    if (!isMembers(value)) throw new Error(`${where} is no structure`);
    return `<${element}>${writeStructure(schema, value, where)}</${element}>`;
  }
  return `<${element}>${escapeText(scalarText(schema, value, where))}</${element}>`;
}

/** Text of a scalar; its JavaScript type must be the one of the model, as in the AWS CLI's JSON. */
function scalarText(schema: NormalizedSchema, value: unknown, where: string): string {
  if (schema.isTimestampSchema() && typeof value === 'string') return new Date(value).toISOString();
  const expected = schema.isBooleanSchema() ? 'boolean' : schema.isNumericSchema() ? 'number' : 'string';
  if (typeof value !== expected) throw new Error(`${where} is no ${expected}`);
  return String(value);
}

/** Writes an error as EC2 does. */
export function writeError(error: Ec2Error, requestId: string): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error>' +
    `<Code>${escapeText(error.code)}</Code><Message>${escapeText(error.message)}</Message>` +
    `</Error></Errors><RequestID>${requestId}</RequestID></Response>`
  );
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** True for what JSON calls an object. */
export function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
