"""Lists of the admin as workbooks: out with all they hold, and back in through the services, all or nothing."""
