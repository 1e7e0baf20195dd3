import { phrases } from '../phrases.js'
import type { Rule } from './rule.js'

/** Senders and domains that a sending service wants to see verified, and its sandboxes. */
export const senderVerifiedRules: readonly Rule[] = [
  {
    id: 'sender/not-verified',
    cause: 'sender-not-verified',
    weight: 'exact',
    phase: 'acceptance',
    says: phrases`
      address is not verified · not a verified · sender identity · verified sender · not been verified ·
      is not verified · identities failed the check · unverified address · unverified sender · sender * not verified ·
      sender * unverified · from address does not match a verified · sender not confirmed · sender signature ·
      not a sender signature · signature * not confirmed ·
      sender address is not * {verified/validated/confirmed/valid sender} · sender is not valid · sender you used ·
      validate your sender · sender needs to be · sender address has not been · unconfirmed sender ·
      domain is not verified · domain not verified · domain * not verified · domain * not * {confirmed/validated} ·
      domain not configured · unconfigured sending domain · unverified domain ·
      domain is not allowed to send: * verified · sending domain * not · verify your {domain/sender/address} ·
      domain must be verified · mail from domain is not verified · mailfromdomainnotverified · demo domain ·
      from domain * not · not registered * sender · unregistered sender · not authorized * sending domain ·
      domain * not authorized * send · approved sender · sender not registered · sender not active ·
      verify * sender identity · domain not found * account · invalid from domain · from domain must ·
      domain is not registered · not allowed to send: the domain ·
      not one of {your/the} {verified/registered/authenticated/authorized/validated} ·
      one of your {verified/validated/confirmed} · not authorized to send {emails/mails/email/messages} from ·
      sender domain is not * {verified/registered/authorized} ·
      not associated with your · not linked to your · not attached to your · not registered in your ·
      confirm {this/your/the} {sender/domain} * dashboard · verify {this/your/the} {sender/domain} * dashboard ·
      from address {is /}not verified · from address not verified ·
      domain not activated · not activated for sending · dns records for your domain
    `,
    unless: phrases`
      sandbox · recipient address rejected · certificate · recipients · undeliverable · callout · temporarily ·
      verified the sender · dkim · dmarc · sender address rejected: unverified address · account is not verified ·
      your account is not · account not verified · helo · certificate not verified · hostname · mailbox ·
      not be verified · email not verified, please
    `,
    source: 'Amazon SES, SendGrid, Mailgun, Postmark, Brevo, SparkPost, Mailjet, Mailtrap, Resend',
  },
  {
    id: 'sender/ses-not-verified',
    cause: 'sender-not-verified',
    weight: 'tag',
    phase: 'acceptance',
    kind: 'words',
    says: ['message rejected: email address is not verified'],
    unless: ['identities failed', 'following identities'],
    source: 'Amazon SES 554, also where a program leaves the code and the identities out',
  },
  {
    id: 'sender/not-the-verified-one',
    cause: 'sender-not-verified',
    weight: 'tag',
    phase: 'acceptance',
    side: 'configuration',
    says: ['from address does not match a verified', 'sender * does not match a verified'],
    source: 'SendGrid: the account has verified senders, and the address in the settings is none of them',
  },
  {
    id: 'sender/not-of-this-account',
    cause: 'sender-not-verified',
    weight: 'tag',
    phase: 'acceptance',
    kind: 'reply',
    says: phrases`
      not {associated/linked/connected} {with/to} {your/this/the/any} · not {assigned/attached/added} to {your/this/the/any} ·
      not registered {with/in/to/for/under/on} {your/this/the/any} · not set up {in/for/on/under} {your/this/the} ·
      not configured {in/for/on/under} {your/this/the} · not {found/present/exist/existing} in your ·
      unknown {domain/sender} for {your/this/the} · doesnt belong to {your/this} · not part of your
    `,
    also: ['domain', 'sender', 'from address', 'from email', 'identity', 'address you are sending from'],
    unless: phrases`
      recipient · rcpt · ip address · ip| · device · certificate · mailbox · user unknown · authenticated user · spf ·
      dkim · dmarc · helo · ehlo
    `,
    notIn: ['auth', 'greeting', 'hello', 'connect', 'resolve', 'tls'],
    side: 'configuration',
    source: 'sending services whose accounts hold a list of domains and addresses, in whatever words they say so',
  },
  {
    id: 'sender/sandbox',
    cause: 'sandbox-restricted',
    weight: 'exact',
    phase: 'acceptance',
    says: phrases`
      sandbox · free accounts are for test purposes only · authorized recipients · test purposes · test mode ·
      testing domain · testing emails to your own · only send testing · trial account · trial mode · trial plan ·
      account is pending approval · pending approval · account not yet approved · not yet approved ·
      only * recipients * own domain · recipient domain must match · while your account is pending · demo account ·
      recipients * not allowed on trial · demo domain
    `,
    unless: ['sandbox detonation', 'recipient address rejected: sandbox'],
    source:
      'Amazon SES sandbox, Mailgun sandbox domains, Postmark pending approval, Brevo not activated, Resend, MailerSend trial',
  },
]
