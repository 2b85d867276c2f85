#!/usr/bin/env bash
# Django's deployment checks hold for the production settings, and a missing setting is named in one line.
set -euo pipefail
python=$1
export DJANGO_SETTINGS_MODULE=config.settings.production
said=$($python manage.py check 2>&1 || true)
[ "$(printf '%s\n' "$said" | wc -l)" = 1 ] && [[ "$said" == *SECRET_KEY* ]] || { echo "A missing setting is not named in one line: $said"; exit 1; }
export SECRET_KEY=$($python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=valityo.example
export BASE_URL=https://valityo.example DATABASE_URL=sqlite:///var/deploy-check.sqlite3
export FIELD_ENCRYPTION_KEYS=$($python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())')
$python manage.py check --deploy --fail-level WARNING
