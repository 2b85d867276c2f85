"""Times with a worker: offered, chosen by a person or a visitor without an account, kept or called off."""
