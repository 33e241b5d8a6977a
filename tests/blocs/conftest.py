import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse


@pytest.fixture
def get(client):
    """The answer to a person who opens a page: `get(person, url_name, *its keys, **what is asked)`."""

    def get(person, name, *args, **query):
        client.force_login(person)
        return client.get(reverse(name, args=args), query)

    return get


@pytest.fixture
def post(client):
    """The answer to a person who sends a form."""

    def post(person, name, *args, **data):
        client.force_login(person)
        return client.post(reverse(name, args=args), data)

    return post


@pytest.fixture
def queries(client):
    """How many queries a page takes, for somebody who is signed in already."""

    def queries(person, name, *args, **query):
        client.force_login(person)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name, args=args), query).status_code == 200
        return len(captured)

    return queries
