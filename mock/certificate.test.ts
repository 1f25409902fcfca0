// The library's containers need the metadata polyfill before it is loaded.
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { X509Certificate as NodeCertificate } from 'node:crypto';
import { test } from 'node:test';
import { AuthorityKeyIdentifierExtension, BasicConstraintsExtension, SubjectKeyIdentifierExtension, X509Certificate } from '@peculiar/x509';
import { certificates } from './certificate.ts';

test('the chain has what strict clients ask for (RFC 5280 §4.2.1.1, §4.2.1.2, §4.2.1.9)', async () => {
  const { ca, certificate } = await certificates();
  const [authority, server] = [new X509Certificate(ca), new X509Certificate(certificate)];
  const keyId = authority.getExtension(SubjectKeyIdentifierExtension)?.keyId;
  assert.ok(keyId !== undefined);
  assert.equal(server.getExtension(AuthorityKeyIdentifierExtension)?.keyId, keyId);
  assert.ok(server.getExtension(SubjectKeyIdentifierExtension));
  assert.equal(authority.getExtension(BasicConstraintsExtension)?.ca, true);
  assert.equal(server.getExtension(BasicConstraintsExtension)?.ca, false);
});

test('the authority signed it, for loopback and for nothing else', async () => {
  const { ca, certificate } = await certificates();
  const [authority, server] = [new NodeCertificate(ca), new NodeCertificate(certificate)];
  assert.ok(server.verify(authority.publicKey) && server.checkIssued(authority));
  for (const address of ['127.0.0.1', '::1']) assert.equal(server.checkIP(address), address);
  assert.equal(server.checkHost('localhost'), 'localhost');
  assert.equal(server.checkHost('example.com'), undefined);
  assert.equal(server.checkIP('192.0.2.1'), undefined);
  assert.notEqual((await certificates()).ca, ca);
});

test('names, addresses and span can be others', async () => {
  const valid = { from: new Date('2020-01-01T00:00:00Z'), until: new Date('2020-02-01T00:00:00Z') };
  const server = new NodeCertificate((await certificates({ addresses: ['127.0.0.9'], names: ['other.test'], valid })).certificate);
  assert.equal(server.checkIP('127.0.0.1'), undefined);
  assert.equal(server.checkHost('other.test'), 'other.test');
  assert.equal(server.validToDate.getTime(), valid.until.getTime());
});
